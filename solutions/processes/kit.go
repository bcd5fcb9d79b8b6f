package processes

import (
	"fmt"
	"strconv"
)

// JobError is the error of one job.
type JobError struct {
	Job string
	// Err is what Start, Wait or the like returned.
	Err error
}

// Error names the job, if it is short enough to be named.
func (e *JobError) Error() string {
	return fmt.Sprintf("job %.40q: %v", e.Job, e.Err)
}

// Unwrap returns what went wrong.
func (e *JobError) Unwrap() error { return e.Err }

// Solve does one job, a number: it counts the primes up to there. That takes nothing but
// processor time.
func Solve(job string) (string, error) {
	n, err := strconv.Atoi(job)
	if err != nil {
		return "", err
	}
	primes := 0
	for i := 2; i <= n; i++ {
		prime := true
		for d := 2; d*d <= i && prime; d++ {
			prime = i%d != 0
		}
		if prime {
			primes++
		}
	}
	return strconv.Itoa(primes), nil
}
