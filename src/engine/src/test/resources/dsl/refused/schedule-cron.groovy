releasePipeline {
    triggers {
        schedule cron: '0 6 * * 1-5'
    }
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
