package outcome

import (
	"encoding/json"
	"fmt"
	"time"
)

// The variables of the environment that an explored program reads.
const (
	// PlanVar holds a Plan as JSON.
	PlanVar = "RACEKIT_EXPLORE"
	// DescriptorVar holds the number of the descriptor that records are written to.
	DescriptorVar = "RACEKIT_RECORDS"
)

// Plan is what an explored program has to do.
type Plan struct {
	// Tests are names as the program's manifest gives them.
	Tests []string `json:"tests"`
	Seed  uint64   `json:"seed"`
	// Schedules is the budget of a test in schedules, Time in clock time; at least one of
	// them is set. With a budget in schedules alone the result is the same on any machine.
	Schedules int           `json:"schedules,omitempty"`
	Time      time.Duration `json:"time,omitempty"`
	// Steps bounds one schedule, 0 for what the first schedule suggests.
	Steps int `json:"steps,omitempty"`
	// Most is how many steps the first schedule of a test may have, by its name; none for
	// any number. A test that takes more is not explored: it fails for being too slow.
	Most map[string]int `json:"most,omitempty"`
	// Bounds are the bounds of preemptions, empty for 0, 1, 2.
	Bounds []int `json:"bounds,omitempty"`
	// Count is how many schedules are executed after the first that fails, to say how
	// frequent failures are.
	Count int `json:"count,omitempty"`
	// Without leaves out what Parts lists.
	Without []string `json:"without,omitempty"`
	// Logs asks for what the tests log.
	Logs bool `json:"logs,omitempty"`
	// Replay is a schedule to execute instead of a search, of the only test.
	Replay *Replay `json:"replay,omitempty"`
	// RaceLog is the prefix of the race detector's log files.
	RaceLog string `json:"raceLog,omitempty"`
	// CPU is the processor time that exploring a test may take, 0 for no bound. A test that is
	// over it hangs: no budget in schedules ends it in good time.
	CPU time.Duration `json:"cpu,omitempty"`
	// Bytes is what the process may hold, 0 for no bound.
	Bytes uint64 `json:"bytes,omitempty"`
}

// Parts are what Plan.Without can leave out: parts of the search, early moves of the clock,
// the accesses to plain variables, and the ways to judge.
func Parts() []string {
	parts := []string{"bounded", "unbounded", "lockstep", "pct", "sampler", "pruning", "early", "memory"}
	for _, class := range Classes() {
		parts = append(parts, string(class))
	}
	return parts
}

// Replay is one schedule: its choices, and for one in which plain variables were
// watched, the choices of the schedule from which it was learned which these are.
type Replay struct {
	Choices string `json:"choices"`
	Learned string `json:"learned,omitempty"`
	Memory  bool   `json:"memory,omitempty"`
	// Steps is the bound of steps that was in force.
	Steps  int    `json:"steps,omitempty"`
	Unfair bool   `json:"unfair,omitempty"`
	Seed   uint64 `json:"seed"`
}

// PlanFrom reads the plan from an environment.
func PlanFrom(getenv func(string) string) (Plan, error) {
	var p Plan
	text := getenv(PlanVar)
	if text == "" {
		return p, fmt.Errorf("reading the plan: %s is not set; this program is run by racekit", PlanVar)
	}
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		return p, fmt.Errorf("reading %s: %w", PlanVar, err)
	}
	return p, nil
}
