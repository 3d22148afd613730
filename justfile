# Entry points. All logic is in the tests; CI runs tests/run.

default: all

# What CI runs.
all:
    tests/run

# Format, lints, dependencies.
check:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    cargo deny check

# The Rust tests.
test:
    tests/run rust

# Write snapshots, completions, manual pages, rule pages and README blocks anew.
bless:
    INSTA_UPDATE=always cargo insta test --accept
    WEIR_BLESS=1 cargo test --locked
