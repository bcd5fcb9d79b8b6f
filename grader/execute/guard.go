package execute

import (
	"context"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"

	"racekit/grader/process"
)

// guard kills a process that writes no record for too long, and one whose grading
// was interrupted. It stands outside of the process, for when the one inside cannot
// act: every record puts it off.
type guard struct {
	cmd   *exec.Cmd
	timer *time.Timer
	late  atomic.Bool
	quit  chan struct{}
	ended sync.WaitGroup
}

func startGuard(ctx context.Context, cmd *exec.Cmd, patience time.Duration) *guard {
	g := &guard{cmd: cmd, timer: time.NewTimer(patience), quit: make(chan struct{})}
	g.ended.Go(func() {
		select {
		case <-g.quit:
		case <-ctx.Done():
			g.kill()
		case <-g.timer.C:
			g.late.Store(true)
			g.kill()
		}
	})
	return g
}

// putOff gives the process so much time from now on.
func (g *guard) putOff(patience time.Duration) { g.timer.Reset(patience) }

// kill ends the process and all of its group. One that cannot be killed has ended.
func (g *guard) kill() { _ = process.KillGroup(g.cmd) }

// stop ends the guard, after the process has been waited for. What the process left
// running in its group is killed.
func (g *guard) stop() {
	close(g.quit)
	g.ended.Wait()
	g.timer.Stop()
	g.kill()
}

// fired reports whether the process was killed for its silence.
func (g *guard) fired() bool { return g.late.Load() }
