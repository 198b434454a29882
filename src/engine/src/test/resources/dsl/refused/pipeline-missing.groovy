releasePipeline {
    stages {
        stage('Source') {
            source('Upstream') { provider 'Pipeline'; output 'Package' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
