releasePipeline {
    stages {
        stage('Build') {
            build('Package') {
                steps {
                    script { sh 'make' }
                    parallel(a: 1)
                    node('linux') { sh 'make' }
                }
            }
        }
    }
}
