releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource'; namespace 'App' } }
        stage('Build') {
            build('Package') { input 'AppSource'; steps { timeout(5) { bat 'echo #{App.CommitMessage}' } } }
        }
    }
}
