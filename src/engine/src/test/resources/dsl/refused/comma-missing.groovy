releasePipeline {
    variables { string 'REGION' defaultValue: 'eu-west-1' }
    triggers { push { branches include ['main'] } }
}
