releasePipeline {
    /* not yet
    stages { }
}
