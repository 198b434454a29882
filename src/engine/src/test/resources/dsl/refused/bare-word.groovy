releasePipeline {
    stages {
        stage('Build') { build('Package') { commands 'make' }; onFailure { rollback } }
    }
}
