releasePipeline {
    triggers {
        schedule cron: '0 30 6 ? * MON-FRI', timeZone: 'Europe/Berln'
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
