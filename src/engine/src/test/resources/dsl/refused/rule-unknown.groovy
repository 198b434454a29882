releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Deploy') {
            beforeEntry { rule 'HttpChek', Url: 'https://www.example.com/health' }
            deploy('Ship') { commands './deploy.sh' }
        }
    }
}
