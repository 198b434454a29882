releasePipeline {
    stages { stage('Build') }
}
