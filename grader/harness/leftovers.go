package harness

import (
	"time"

	"go.uber.org/goleak"

	"racekit/grader/record"
)

// leftovers looks for goroutines that the execution left behind. One that can still
// run is waited for; goleak has the last word on the others, and its text is
// returned. A goroutine that goes on running over its bounds is a hang.
func (g *guard) leftovers(known goleak.Option) (string, *record.Stuck) {
	began := g.meter.cpu()
	g.naps = 0
	for pause := 50 * time.Microsecond; ; pause = min(2*pause, 10*time.Millisecond) {
		if kind, over := g.meter.over(); over {
			return "", &record.Stuck{Kind: kind, Dump: glimpse()}
		}
		at := snapshot()
		if g.atRest(at) {
			break
		}
		if g.sleepsOn(at, g.meter.elapsed(), pollingNap) {
			break
		}
		if g.meter.cpu()-began > pollingCPU {
			return "", &record.Stuck{Kind: record.StuckHang, Dump: at.text}
		}
		time.Sleep(pause)
	}
	if err := goleak.Find(known); err != nil {
		return err.Error(), nil
	}
	return "", nil
}
