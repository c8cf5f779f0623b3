#![doc = include_str!("../README.md")]

mod codec;
mod error;
mod executor;
mod functions;
mod planner;
mod ready;
mod scheduler;
mod session;
mod signals;

pub use newsgraph_datafusion as sql;

pub use codec::{LogicalCodec, PhysicalCodec};
pub use error::explained;
pub use executor::{ExecutorOptions, run_executor};
pub use functions::Functions;
pub use ready::wait_for_executor;
pub use scheduler::{SchedulerOptions, run_scheduler};
pub use session::{SessionOptions, session};
