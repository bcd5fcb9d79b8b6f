// Bench times edit-to-verdict beside "go test -race", and the explorer by itself. "make
// bench" calls it from the kit's root:
//
//	bench RACEKIT
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"racekit/grader/bench"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	if len(os.Args) != 2 {
		return errors.New("call it as: bench RACEKIT; 'make bench' does")
	}
	racekit, err := filepath.Abs(os.Args[1])
	if err != nil {
		return err
	}
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "racekit-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	cfg := bench.Config{
		Root: root, Racekit: racekit, Go: "go", Rounds: 5, Exercise: "counter",
		Temp: temp, Env: os.Environ(), Out: os.Stdout,
	}
	return errors.Join(bench.Run(ctx, cfg), bench.Explorer(ctx, cfg))
}
