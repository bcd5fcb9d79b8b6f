package gostmts

import "time"

func tell(out chan<- string, d time.Duration) { out <- d.String() }

func durations() (time.Duration, time.Month) { return time.Hour, time.January }
