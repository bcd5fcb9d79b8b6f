package harness

import (
	"runtime"
	"runtime/metrics"
	"time"

	"racekit/grader/record"
)

// meter measures what an execution uses, from when it was made.
type meter struct {
	bounds record.Test
	began  time.Time
	cpu0   time.Duration
}

func newMeter(bounds record.Test) meter {
	return meter{bounds: bounds, began: time.Now(), cpu0: processorTime()}
}

// elapsed is time on the clock.
func (m meter) elapsed() time.Duration { return time.Since(m.began) }

// cpu is processor time of the whole process.
func (m meter) cpu() time.Duration { return processorTime() - m.cpu0 }

// over reports which bound is exceeded, if any.
func (m meter) over() (record.StuckKind, bool) {
	switch {
	case runtime.NumGoroutine() > maxGoroutines:
		return record.StuckGoroutines, true
	case heldMemory() > m.bounds.Memory:
		return record.StuckMemory, true
	case m.cpu() > m.bounds.CPU, m.elapsed() > m.bounds.Wall:
		return record.StuckHang, true
	}
	return "", false
}

// maxGoroutines is far more than a test starts. With more, each look at them would
// take longer than the last.
const maxGoroutines = 20_000

// heldMemory is what the Go runtime holds from the system, in bytes. The shadow
// memory of the race detector is not part of it.
func heldMemory() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}
