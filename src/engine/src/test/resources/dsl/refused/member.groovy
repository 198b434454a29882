releasePipeline {
    stages {
        stage('Build') {
            build('Package') {
                environment TARGET: params.TARGET
                steps { env.FOO 'x' }
            }
        }
    }
}
