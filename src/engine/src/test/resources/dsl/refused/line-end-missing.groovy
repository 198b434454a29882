releasePipeline {
    triggers { push { } pullRequest { } }
}
