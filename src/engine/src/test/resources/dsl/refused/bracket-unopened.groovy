releasePipeline {
    stages { }
}
}
