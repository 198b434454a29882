releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { commands 'make' }
            onFailure { retry mode: ALL_ACTIONS, attempts: 50, backOff: '1m' }
        }
    }
}
