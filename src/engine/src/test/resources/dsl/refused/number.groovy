releasePipeline {
    stages {
        stage('Build') { build('Package') { timeout 30m; commands 'make' } }
    }
}
