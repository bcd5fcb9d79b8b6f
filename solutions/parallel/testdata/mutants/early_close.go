// The receiver closes the channel at the first error, while other reads will still
// send to it.
//
//	verdicts = ["panic"]
//	means = "native"
//	fails = ["TestResultsInInputOrder", "TestErrorsJoinedInInputOrder", "TestCancelWaitsForEveryRead"]
package parallel

import "context"

// ReadAll reads all names.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	type result struct {
		index   int
		content string
		err     error
	}
	results := make(chan result)
	for i, name := range names {
		go func() {
			content, err := read(ctx, name)
			results <- result{i, content, err} // mutant: panics once the channel is closed
		}()
	}
	contents := make([]string, len(names))
	for range names {
		one := <-results
		if one.err != nil {
			close(results) // mutant: only a sender can know that nothing more is sent
			return contents, one.err
		}
		contents[one.index] = one.content
	}
	return contents, nil
}
