use super::{documents, function};
use crate::Functions;
use ballista_core::serde::BallistaLogicalExtensionCodec;
use datafusion_proto::logical_plan::LogicalExtensionCodec;
use newsgraph_datafusion::DocumentTable;
use newsgraph_datafusion::datafusion::arrow::datatypes::SchemaRef;
use newsgraph_datafusion::datafusion::catalog::TableProvider;
use newsgraph_datafusion::datafusion::common::{Result, TableReference};
use newsgraph_datafusion::datafusion::datasource::file_format::FileFormatFactory;
use newsgraph_datafusion::datafusion::execution::TaskContext;
use newsgraph_datafusion::datafusion::logical_expr::{Extension, LogicalPlan, ScalarUDF};
use std::sync::Arc;

/// Writes and reads queries, with our functions and tables of texts in them: for the client and the scheduler.
#[derive(Debug)]
pub struct LogicalCodec {
    functions: Arc<Functions>,
    engine: BallistaLogicalExtensionCodec,
}

impl LogicalCodec {
    /// A codec that reads functions as these.
    pub fn new(functions: Arc<Functions>) -> Self {
        Self {
            functions,
            engine: BallistaLogicalExtensionCodec::default(),
        }
    }
}

impl LogicalExtensionCodec for LogicalCodec {
    fn try_decode(
        &self,
        buffer: &[u8],
        inputs: &[LogicalPlan],
        context: &TaskContext,
    ) -> Result<Extension> {
        self.engine.try_decode(buffer, inputs, context)
    }

    fn try_encode(&self, node: &Extension, buffer: &mut Vec<u8>) -> Result<()> {
        self.engine.try_encode(node, buffer)
    }

    fn try_decode_table_provider(
        &self,
        buffer: &[u8],
        _: &TableReference,
        _: SchemaRef,
        context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        let partitions = context.session_config().target_partitions();
        Ok(Arc::new(documents::read_table(
            &self.functions,
            buffer,
            partitions,
        )?))
    }

    fn try_encode_table_provider(
        &self,
        name: &TableReference,
        table: Arc<dyn TableProvider>,
        buffer: &mut Vec<u8>,
    ) -> Result<()> {
        match table.downcast_ref::<DocumentTable>() {
            Some(table) => documents::write_table(table, buffer),
            None => self.engine.try_encode_table_provider(name, table, buffer),
        }
    }

    fn try_decode_file_format(
        &self,
        buffer: &[u8],
        context: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.engine.try_decode_file_format(buffer, context)
    }

    fn try_encode_file_format(
        &self,
        buffer: &mut Vec<u8>,
        format: Arc<dyn FileFormatFactory>,
    ) -> Result<()> {
        self.engine.try_encode_file_format(buffer, format)
    }

    fn try_decode_udf(&self, name: &str, buffer: &[u8]) -> Result<Arc<ScalarUDF>> {
        function::read(&self.functions, name, buffer).map(Arc::new)
    }

    fn try_encode_udf(&self, function: &ScalarUDF, buffer: &mut Vec<u8>) -> Result<()> {
        function::write(&self.functions, function, buffer)
    }
}
