releasePipeline {
    stages {
        stage('Build') { build('Package') { commands 'make' } }
        stage('Deploy') { deploy('Deploy') { commands 'make deploy' } }
    }
}
