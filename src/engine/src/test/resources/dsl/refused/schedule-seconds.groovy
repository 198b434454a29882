releasePipeline {
    triggers {
        schedule cron: '* 30 6 ? * MON-FRI'
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
