//! A pretend Kore.ai platform over real HTTP.
