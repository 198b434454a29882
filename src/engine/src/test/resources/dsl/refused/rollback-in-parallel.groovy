releasePipeline {
    executionMode PARALLEL
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { commands 'make' }
            onFailure { rollback() }
            onSuccess { commands 'make check'; result ROLLBACK }
        }
    }
}
