releasePipeline {
    stages {
        stage('Source') {
            source('App') { scm(); output 'AppSource' }
            onFailure { rollback() }
        }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
