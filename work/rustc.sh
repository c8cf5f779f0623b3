#!/bin/sh
# Stands for rustc, and has it count the runs of each block of code. Not in the networks: they take a fixed number of
# steps for each word, and counting each of them would take longer than all else.
rustc=$1
shift
case " $* " in
*' --crate-name newsgraph_neural '*) exec "$rustc" "$@" ;;
*) exec "$rustc" "$@" -C instrument-coverage ;;
esac
