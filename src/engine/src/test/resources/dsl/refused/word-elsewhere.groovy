releasePipeline {
    agent 'linux'
    stages {
        stage('Build') {
            steps { sh 'make' }
            approval('Ship') { input 'App' }
        }
    }
}
