// Bench times edit-to-verdict beside "go test -race"; "make bench" calls it from the
// kit's root.
package main

import (
	"context"
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
	root, err := os.Getwd()
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "racekit-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	return bench.Run(ctx, bench.Config{
		Root: root, Racekit: filepath.Join(root, ".bin", "racekit"), Rounds: 7,
		Temp: temp, Env: os.Environ(), Out: os.Stdout,
	})
}
