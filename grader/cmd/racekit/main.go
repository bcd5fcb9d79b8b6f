package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"racekit/grader/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	code := cli.Run(ctx, cli.Std(), os.Args[1:])
	stop()
	os.Exit(code)
}
