releasePipeline {
    stages {
        stage('Source') {
            source('App') { scm(); output 'AppSource' }
            test('Lint') { input 'AppSource'; commands 'make lint' }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
