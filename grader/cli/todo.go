package cli

import "github.com/spf13/cobra"

func checkCommand(w World) *cobra.Command  { return &cobra.Command{Use: "check"} }
