package bench_test

import (
	"context"
	"os"
	"testing"

	"racekit/grader/bench"
)

func TestZZ(t *testing.T) {
	cfg := bench.Config{Root: "/work/main", Go: "go", Temp: t.TempDir(), Env: os.Environ(), Out: os.Stdout}
	if os.Getenv("MUT") != "" {
		if err := bench.Mutants(context.Background(), cfg); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := bench.Explorer(context.Background(), cfg); err != nil {
		t.Fatal(err)
	}
}
