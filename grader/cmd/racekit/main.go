package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"racekit/grader/cli"
	"racekit/grader/confine"
)

func main() {
	// Graded processes begin as this program, which then takes itself in.
	if err := confine.Serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(cli.ExitFault)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := cli.Run(ctx, cli.Std(), os.Args[1:])
	stop()
	os.Exit(code)
}
