releasePipeline {
    stages { stage('Build') { actionGroup { } } }
}
