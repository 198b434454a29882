releasePipeline {
    stages {
        stage('Source') { source('App') { scm(); output 'AppSource' } }
        stage('Build') {
            build('Package') { input 'AppSource'; buildspec(); secrets 'PASS-WORD': '/shop/password' }
        }
    }
}
