package process

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// RaceLog joins the logs that the race detector left in dir, the folder of the log given to WatchedEnvironment, at most maxLog bytes. The
// process can put other things there under such names, a pipe that never ends too.
func RaceLog(dir string) (string, error) {
	const maxLog = 1 << 20
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("finding the race detector's log: %w", err)
	}
	var all strings.Builder
	for _, e := range entries {
		if !e.Type().IsRegular() || !strings.HasPrefix(e.Name(), "race.") {
			continue
		}
		f, err := os.Open(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", fmt.Errorf("reading the race detector's log: %w", err)
		}
		_, err = io.Copy(&all, io.LimitReader(f, int64(maxLog-all.Len())))
		if err := errors.Join(err, f.Close()); err != nil {
			return "", fmt.Errorf("reading the race detector's log: %w", err)
		}
	}
	return all.String(), nil
}
