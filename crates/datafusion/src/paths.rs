use async_trait::async_trait;
use datafusion::catalog::{DynamicFileCatalog, TableProvider, UrlTableFactory};
use datafusion::common::{Result, plan_err};
use datafusion::datasource::dynamic_file::DynamicListTableFactory;
use datafusion::execution::SessionState;
use datafusion::execution::context::SessionContext;
use datafusion::execution::session_state::SessionStateBuilder;
use std::path::Path;
use std::sync::Arc;

/// The paths of files in single quotes as tables.
#[derive(Debug, Default)]
struct Paths(DynamicListTableFactory);

/// A session in which the path of a file in single quotes is a table.
pub fn with_paths(state: SessionState) -> SessionContext {
    let paths = Arc::new(Paths::default());
    let catalogs = Arc::clone(state.catalog_list());
    let factory: Arc<dyn UrlTableFactory> = Arc::<Paths>::clone(&paths);
    let catalogs = DynamicFileCatalog::new(catalogs, factory);
    let state = SessionStateBuilder::new_from_existing(state)
        .with_catalog_list(Arc::new(catalogs))
        .build();
    let context = SessionContext::new_with_state(state);
    let session = context.state_weak_ref();
    paths.0.session_store().with_state(session);
    context
}

#[async_trait]
impl UrlTableFactory for Paths {
    async fn try_new(&self, path: &str) -> Result<Option<Arc<dyn TableProvider>>> {
        let is_gz = Path::new(path)
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
        if is_gz {
            return plan_err!(
                "{path}: only the functions behind FROM read gzip, as texts('{path}'); unpack the file to ask its own columns"
            );
        }
        self.0.try_new(path).await
    }
}
