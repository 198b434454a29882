@Library('shared') _
releasePipeline {
    stages { }
}
