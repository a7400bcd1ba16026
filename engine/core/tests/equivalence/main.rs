//! The engine against the simplest program that could be right, and against itself in other chunks.

mod chunks;
mod generate;
mod reference;
mod secrecy;
mod values;
