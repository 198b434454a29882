releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Deploy') {
            beforeEntry { deploymentWindow cron: '0 0 9 ? * MON-FRI' }
            deploy('Ship') { commands './deploy.sh' }
        }
    }
}
