releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Deploy') {
            beforeEntry { deploymentWindow cron: '* * 9-16 * * MON-FRI' }
            deploy('Ship') { commands './deploy.sh' }
        }
    }
}
