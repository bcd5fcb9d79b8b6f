package harness

import (
	"runtime"
	"runtime/pprof"
	"strings"

	"racekit/grader/stack"
)

// glimpse returns some of the goroutines, of which there may be very many.
func glimpse() string {
	buf := make([]byte, 64<<10)
	return string(buf[:runtime.Stack(buf, true)])
}

// instant is all goroutines as they stood at one instant, the one that looked first.
type instant struct {
	all []stack.Goroutine
	// text is what they were read from; whole means that all of it was understood.
	text  string
	whole bool
}

// snapshot stops the world and looks.
func snapshot() instant {
	for size := 64 << 10; ; size *= 4 {
		buf := make([]byte, size)
		n := runtime.Stack(buf, true)
		if n < size || size >= 64<<20 {
			text := string(buf[:n])
			all, err := stack.Parse(text)
			return instant{all, text, err == nil && n < size && len(all) > 0}
		}
	}
}

// leakedBody returns the goroutine leak profile if the test's goroutine is in it, and
// "" if it is not or this runtime has no such profile (before Go 1.27 it needs
// GOEXPERIMENT=goroutineleakprofile).
func leakedBody() string {
	profile := pprof.Lookup("goroutineleak")
	if profile == nil {
		return ""
	}
	var text strings.Builder
	if err := profile.WriteTo(&text, 2); err != nil {
		return ""
	}
	gs, _ := stack.Parse(text.String())
	for _, one := range gs {
		if one.Leaked && one.HasFunc("racekit/grader/harness.body") {
			return text.String()
		}
	}
	return ""
}
