releasePipeline {
    stages {
        stage('Build') {
            build('Package') {
                agnet 'linux'
                command 'make'
                docker 'maven:3'
            }
        }
    }
}
