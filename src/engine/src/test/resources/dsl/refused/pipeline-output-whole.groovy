releasePipeline {
    stages {
        stage('Source') {
            source('Upstream') { pipeline 'shop'; output 'Package', files: 'dist/**' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
