releasePipeline {
    variables { string 'REGION', defaultValue: 'eu-west-1', defaultValue: 'us-east-1' }
}
