releasePipeline {
    stages {
        stage('Build') {
            build('Package') {
                commands "make VERSION=${params.VERSION}", "make install $PREFIX"
            }
        }
    }
}
