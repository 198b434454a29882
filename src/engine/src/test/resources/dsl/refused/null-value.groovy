releasePipeline {
    stages {
        stage('Build') { build('Package') { environment TARGET: null; commands 'make' } }
    }
}
