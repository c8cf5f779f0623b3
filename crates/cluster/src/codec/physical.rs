use super::{documents, function};
use crate::Functions;
use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use newsgraph_datafusion::DocumentScan;
use newsgraph_datafusion::datafusion::common::Result;
use newsgraph_datafusion::datafusion::execution::TaskContext;
use newsgraph_datafusion::datafusion::logical_expr::ScalarUDF;
use newsgraph_datafusion::datafusion::physical_plan::ExecutionPlan;
use std::sync::Arc;

/// Writes and reads tasks, with our functions and scans of texts in them: for the scheduler and the executors.
#[derive(Debug)]
pub struct PhysicalCodec {
    functions: Arc<Functions>,
    engine: BallistaPhysicalExtensionCodec,
}

impl PhysicalCodec {
    /// A codec that reads functions as these.
    pub fn new(functions: Arc<Functions>) -> Self {
        Self {
            functions,
            engine: BallistaPhysicalExtensionCodec::default(),
        }
    }
}

impl PhysicalExtensionCodec for PhysicalCodec {
    fn try_decode(
        &self,
        buffer: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match documents::read_scan(&self.functions, buffer, inputs)? {
            Some(scan) => Ok(Arc::new(scan)),
            None => self.engine.try_decode(buffer, inputs, context, converter),
        }
    }

    fn try_encode(
        &self,
        operator: Arc<dyn ExecutionPlan>,
        buffer: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match operator.downcast_ref::<DocumentScan>() {
            Some(scan) => documents::write_scan(scan, buffer),
            None => self.engine.try_encode(operator, buffer, converter),
        }
    }

    fn try_decode_udf(&self, name: &str, buffer: &[u8]) -> Result<Arc<ScalarUDF>> {
        function::read(&self.functions, name, buffer).map(Arc::new)
    }

    fn try_encode_udf(&self, function: &ScalarUDF, buffer: &mut Vec<u8>) -> Result<()> {
        function::write(&self.functions, function, buffer)
    }
}
