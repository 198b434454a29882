releasePipeline {
    stages {
        stage('Build') {
            build('Package') {
                steps {
                    try { sh 'make' } finally { junit '*.xml' }
                }
            }
        }
    }
}
