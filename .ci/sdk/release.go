// Releases a change with the AWS SDK for Go: starts an execution, approves, waits for its end. Then meets an error.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/codepipeline"
	"github.com/aws/aws-sdk-go-v2/service/codepipeline/types"
)

var (
	ctx      = context.Background()
	pipeline = os.Args[1]
	stage    = os.Args[2]
	action   = os.Args[3]
	client   = codepipeline.New(codepipeline.Options{
		Region:           "local",
		EndpointResolver: codepipeline.EndpointResolverFromURL(os.Getenv("ENDPOINT")),
		Credentials: credentials.NewStaticCredentialsProvider(
			os.Getenv("AWS_ACCESS_KEY_ID"), os.Getenv("AWS_SECRET_ACCESS_KEY"), ""),
	})
)

func main() {
	started, err := client.StartPipelineExecution(ctx, &codepipeline.StartPipelineExecutionInput{Name: &pipeline})
	must(err)
	var token string
	await("the approval", func() bool {
		token = waiting(*started.PipelineExecutionId)
		return token != ""
	})
	approved, err := client.PutApprovalResult(ctx, &codepipeline.PutApprovalResultInput{
		PipelineName: &pipeline, StageName: &stage, ActionName: &action, Token: &token,
		Result: &types.ApprovalResult{Status: types.ApprovalStatusApproved, Summary: aws.String("Seen by Go")},
	})
	must(err)
	if time.Since(*approved.ApprovedAt) > time.Hour {
		log.Fatalf("approved at %v", approved.ApprovedAt)
	}
	await("the end", func() bool {
		found, err := client.GetPipelineExecution(ctx, &codepipeline.GetPipelineExecutionInput{
			PipelineName: &pipeline, PipelineExecutionId: started.PipelineExecutionId})
		must(err)
		return found.PipelineExecution.Status == types.PipelineExecutionStatusSucceeded
	})
	_, err = client.GetPipeline(ctx, &codepipeline.GetPipelineInput{Name: aws.String("nowhere")})
	var missing *types.PipelineNotFoundException
	if !errors.As(err, &missing) {
		log.Fatalf("expected that there is no such pipeline, got %v", err)
	}
	fmt.Println("AWS SDK for Go", aws.SDKVersion)
}

// The token of the approval that the execution waits at; empty if it does not yet.
func waiting(execution string) string {
	state, err := client.GetPipelineState(ctx, &codepipeline.GetPipelineStateInput{Name: &pipeline})
	must(err)
	for _, one := range state.StageStates {
		if *one.StageName != stage || one.LatestExecution == nil || *one.LatestExecution.PipelineExecutionId != execution {
			continue
		}
		if latest := one.ActionStates[0].LatestExecution; latest != nil {
			return aws.ToString(latest.Token)
		}
	}
	return ""
}

func await(what string, there func() bool) {
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if there() {
			return
		}
	}
	log.Fatalf("waited a minute in vain for %s", what)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
